"""Makes and examines files for print shops: inks, boxes, plates, proofs, sheets."""
