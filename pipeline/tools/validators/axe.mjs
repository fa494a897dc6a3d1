// Examines pages with axe-core, in light and in dark; prints one JSON list. Arguments: files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(`${process.cwd()}/`).resolve("axe-core/axe.min.js"), "utf8");
await print(async (tab) => {
  const found = [];
  await tab.setViewport({ width: 768, height: 1024 });
  for (const file of process.argv.slice(2)) {
    await show(tab, file);
    await tab.evaluate(axe);
    for (const scheme of ["light", "dark"]) {
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const { violations } = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, impact, help, nodes } of violations) {
        for (const { html, failureSummary } of nodes) found.push({ file, scheme, id, impact, help, html, failureSummary });
      }
    }
  }
  return found;
});
