// Reduces KERN to the blocks and icons we use and makes it fit both reading directions.
const fs = require("node:fs");
const path = require("node:path");
const postcss = require("postcss");

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

// KERN says left and right; a German page inside an Arabic frame needs start and end, which follow the element.
const SIDES = { left: "inline-start", right: "inline-end" };
const CORNERS = { "top-left": "start-start", "top-right": "start-end", "bottom-left": "end-start", "bottom-right": "end-end" };

function logical(root) {
  root.walkDecls(/^(padding|margin)-(left|right)/, (d) => void (d.prop = d.prop.replace(/left|right/, (side) => SIDES[side])));
  root.walkDecls(/^border-(left|right)/, (d) => void (d.prop = d.prop.replace(/left|right/, (side) => SIDES[side])));
  root.walkDecls(/^border-\w+-\w+-radius$/, (d) => void (d.prop = d.prop.replace(/(top|bottom)-(left|right)/, (c) => CORNERS[c])));
  root.walkDecls(/^(left|right)$/, (d) => void (d.prop = `inset-${SIDES[d.prop]}`));
  root.walkDecls(/^(float|clear)$/, (d) => void (d.value = SIDES[d.value] ?? d.value));
  root.walkDecls("text-align", (d) => void (d.value = { left: "start", right: "end" }[d.value] ?? d.value));
  root.walkDecls(/^(padding|margin)$/, (d) => {
    const parts = postcss.list.space(d.value);
    if (parts.length !== 4 || parts[1] === parts[3]) return;
    d.cloneBefore({ prop: `${d.prop}-block`, value: `${parts[0]} ${parts[2]}` });
    d.cloneBefore({ prop: `${d.prop}-inline`, value: `${parts[3]} ${parts[1]}` });
    d.remove();
  });
}

// Telephones that are some years old do not know oklch().
function hex(text) {
  const byte = (linear) => {
    const curved = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, curved))).toString(16).padStart(2, "0");
  };
  return text.replace(/oklch\(\s*([\d.]+)%\s+([\d.]+)\s+([\d.]+)\s*\)/g, (_, lightness, chroma, hue) => {
    const [l0, angle] = [lightness / 100, (hue * Math.PI) / 180];
    const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
    const l = (l0 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (l0 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const s = (l0 - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
    const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
    const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
    return `#${byte(red)}${byte(green)}${byte(blue)}`;
  });
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
logical(root);
fs.writeFileSync(path.join(OUT, "kern.css"), notice + hex(minify(root)));
fs.copyFileSync(path.join(ROOT, "node_modules/htmx.org/dist/htmx.min.js"), path.join(OUT, "htmx.min.js"));
