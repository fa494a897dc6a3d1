// Shows a page on screens of several widths, on some with letters of twice the size, and on each with scroll bars over it
// and beside it; prints one JSON list of what ends outside the screen. Argument: a file.
const SCREENS = [[320, false], [768, false], [1280, false], [640, true], [1280, true]];
const outside = () => {
  const beyond = (element) => Math.ceil(element.getBoundingClientRect().right - document.documentElement.clientWidth);
  const isOut = (element) => beyond(element) > 0 && element.getClientRects().length > 0;
  return [...document.body.querySelectorAll("*")]
    .filter((element) => isOut(element) && !isOut(element.parentElement))
    .map((element) => {
      const name = element.tagName.toLowerCase();
      const owner = element.closest("[id]");
      return { element: `${name}${element.className ? `.${element.className}` : ""}${owner ? ` in #${owner.id}` : ""}`,
               beyond: beyond(element) };
    });
};
const look = (hasBars) => async (tab) => {
  const found = [];
  await show(tab, process.argv[2]);
  for (const [width, enlarged] of SCREENS) {
    await tab.setViewport({ width, height: 900 });
    await tab.evaluate((size) => { document.documentElement.style.fontSize = size; }, enlarged ? "200%" : "");
    for (const each of await tab.evaluate(outside)) found.push({ ...each, width, enlarged, hasBars });
  }
  return found;
};
const found = await inBrowser(look(false));
const isFound = (one) => found.some((each) => each.element === one.element && each.width === one.width && each.enlarged === one.enlarged);
found.push(...(await inBrowser(look(true), true)).filter((each) => !isFound(each)));
console.log(JSON.stringify(found));
