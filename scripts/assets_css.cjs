// Reduces KERN to the blocks and icons we use and writes it twice: for reading from the left and from the right.
const fs = require("node:fs");
const path = require("node:path");
const postcss = require("postcss");
const rtlcss = require("rtlcss");

const ROOT = path.dirname(__dirname);
const OUT = path.join(ROOT, "nahbar/surfaces/ui/static/vendor");
const KERN = path.join(ROOT, "node_modules/@kern-ux/native");

// Blocks by the first word after "kern-". What is missing here is laid out by our own sheets.
const BLOCKS = new Set(
  ("accordion alert badge body btn dark description divider error fieldset form heading hint icon kopfzeile label " +
    "light link list loader number preline progress sr subline summary task title").split(" "),
);
const ICONS = new Set(
  ("account-circle add arrow-back arrow-down arrow-forward arrow-up autorenew calendar-today check checklist chevron-left " +
    "chevron-right close content-copy danger default delete download draft drive-folder-upload easy-language edit help " +
    "home info language large logout mail more-vert open-in-new question-mark search sign-language small success " +
    "visibility visibility-off warning x-large").split(" "),
);

const wanted = (selector) =>
  // what a selector excludes does not make it ours
  [...selector.replace(/:not\([^)]*\)/g, "").matchAll(/\.kern-([a-z0-9]+)([a-zA-Z0-9_-]*)/g)].every(([, block, rest]) =>
    block === "icon" && rest.startsWith("--") ? ICONS.has(rest.slice(2)) : BLOCKS.has(block),
  );

function reduce(root) {
  root.walkComments((comment) => void comment.remove());
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name === "keyframes") return;
    rule.selectors = rule.selectors.filter((s) => wanted(s) || s.startsWith(":is("));
    if (!rule.selectors.join("").trim() || !rule.nodes.length) rule.remove();
  });
  root.walkAtRules("font-face", (rule) => void rule.remove());
  root.walkAtRules((rule) => {
    if (rule.nodes && rule.nodes.length === 0) rule.remove();
  });
  const usedTokens = () => {
    const used = new Set();
    root.walkDecls((d) => [...d.value.matchAll(/var\((--[\w-]+)/g)].forEach(([, name]) => used.add(name)));
    return used;
  };
  const own = fs
    .readdirSync(path.join(ROOT, "nahbar/surfaces/ui/static/ui/css"))
    .map((f) => fs.readFileSync(path.join(ROOT, "nahbar/surfaces/ui/static/ui/css", f), "utf8"))
    .join("");
  for (let before = -1, removed = 0; before !== removed; ) {
    before = removed;
    const used = usedTokens();
    root.walkDecls(/^--/, (d) => {
      if (!used.has(d.prop) && !own.includes(d.prop)) {
        d.remove();
        removed += 1;
      }
    });
  }
}

function minify(root) {
  root.walk((node) => {
    node.raws.before = "";
    node.raws.after = "";
    node.raws.between = node.type === "decl" ? ":" : "";
    node.raws.semicolon = false;
    if (node.type === "rule") node.selector = node.selector.replace(/\s*([,>])\s*/g, "$1").replace(/\s+/g, " ");
    if (node.type === "decl" && !node.value.includes("url(")) node.value = node.value.replace(/\s+/g, " ");
  });
  return root.toString();
}

fs.mkdirSync(OUT, { recursive: true });
const root = postcss.parse(fs.readFileSync(path.join(KERN, "dist/kern.css"), "utf8"));
reduce(root);
const notice = `/*! KERN UX ${require(path.join(KERN, "package.json")).version}, EUPL-1.2, reduced */\n`;
const plain = root.toString();
fs.writeFileSync(path.join(OUT, "kern.css"), notice + minify(postcss.parse(plain)));
fs.writeFileSync(path.join(OUT, "kern.rtl.css"), notice + minify(postcss.parse(rtlcss.process(plain))));
for (const [from, to] of [["node_modules/htmx.org/dist/htmx.min.js", "htmx.min.js"]])
  fs.copyFileSync(path.join(ROOT, from), path.join(OUT, to));
