"""The rules that a stage holds itself, since they ask for more than one subject at a time: rule -> manual."""

STAGE_RULES = {
    "not-up-to-date": """A product is not built from the source as it is now.

`check` examines finished files, and a verdict about an old one says nothing of the new one. Run `make all`.""",
    "approval-missing": """A role that `source/review.yaml` requires has not approved exactly this content.

An approval names the digest of what was read; one changed word ends it.
`python -m pipeline review` prints the digest and the lines to enter.""",
    "draft-language": """A language is a draft: `drafts` in `source/publication.yaml` names it.

What it has is built, marked DRAFT, and handed to no clinic; no release holds it. Labels that it lacks are those of the
original, topics that it lacks are left out, and so is each of its files that has an error, which is told as a warning.
`python -m pipeline translate status` counts what is missing. Take it out of `drafts` when it is whole.""",
    "translation-refused": """An entry that a translator gave back would break something, so it was not taken.

It lacks a mark, a link, a note or a placeholder of the original, or has one too many; it says another figure, or leaves
out a qualifier; or the original has changed since the file was made. All other entries were taken.""",
    "translation-left": """Something in a translator's file is not taken, though nothing in it is broken.

New words that are marked as unfinished (fuzzy in a PO file, the state initial in XLIFF), an entry without words whose
translation stays, and entries that were given out and did not come back. All other entries were taken.""",
    "fact-to-confirm": """A fact still has to be confirmed before it is handed out (`confirm_before_release`).

Ask the source that the ledger names, correct the fact or remove the mark.""",
    "card-open": """A question of PEMAT-P or the CDC Clear Communication Index that a person judges is open.

Answer it in `source/review.yaml`, with a name and a date.""",
    "changes-untold": """A version follows another one, and nobody tells its readers what is new.

Say it in a sentence under `statements` in `source/publication.yaml`: `changes`, for each language.""",
    "card-score": """The answers of a card give less than its own threshold for material that people understand.

`python -m pipeline review` lists the items that were answered with no.""",
    "imprint-does-not-fit": """What a clinic is called, or how it is reached, does not fit into its place in a product.

The place has one size for all clinics, so that no page changes from one to the next; the finding tells the product and
how many millimetres are missing. Nothing is made smaller or left out: say it in fewer letters, or do without the
product (column `products`). All other products of the clinic are made, unless `--whole` wants all or none.""",
    "row-not-foreseen": """A clinic's row holds something that no rule knows of, and a product could not be made of it.

It is a fault of the pipeline, met by this row alone: the clinic's other products and all other rows are made. Write the
cells of the row in usual signs, and send the row as it was to who keeps the pipeline.""",
    "clinic-not-on-list": """A folder holds the products of a clinic that is no longer on the list.

They would go on being handed out. Put the clinic back, or run the command with `--prune`, which removes what it made
there; it removes nothing while a row has a fault.""",
    "unknown-media-type": """No check knows what a file of this type has to be like.

A product that every check passes over looks as if it had passed. Write a check in `pipeline/checks/artifact` whose
`MEDIA_TYPES` names the type; until then `check --strict` and `release` refuse.""",
    "validator-missing": """A validator is not installed, so nobody knows what it would say of the finished files.

`check` tells it as a note, since an editor of sentences need not have a browser at hand; `check --strict`
and `release` refuse. The command of the finding installs it; `python3 -m pipeline.setup test` installs all of them.""",
    "mend-left-out": """WeasyPrint, or a library that it uses, is not the one that our short cuts were measured on.

They only save time, so each is left out where what it takes the place of has changed: the products are right, and a
build takes longer. Install what `requirements.lock` names, or measure again (see tests/README.md).""",
    "kept-file-damaged": """A file that saves a build time (in `build/.cache/` or `.bases/`) was damaged or changed.

Each such file opens with a digest of what it holds. One that does not fit, that lies under another's name or has
another form is thrown away, and what it held is made again: the products are the same.""",
    "channel-held-back": """Nothing is made of a channel that lists the page numbers of another whose file has an error.

A fault in one channel's file keeps that channel's products from being made, and those that need them; all others are
made. The products of former builds are removed, since they are not what the source says now.""",
    "text-over-limit": """A text asks a program for more time of the processor, or more memory, than a book takes.

Something in it keeps the program that reads it busy: signs in great number, or many inside each other. Lists,
quotations and boxes may stand a few times inside each other, not twenty. The finding names the
line with the most signs.""",
    "product-over-limit": """Writing a product asks a program for more of the processor, or more memory, than it may.

The limit is far above what a book of 200 pages takes. Say less in this product, or part it.""",
    "version-released": """This version was released before, and the files are not the same.

What people hold in their hands has one version; raise `version` in `source/publication.yaml`.""",
}
