// Measures pictures as a browser draws them: texts, boxes and lines in the units of each
// picture. `pictures` is a list of { name, svg, node, line }, the last two selectors.

const STEP = 2; // units along a line, from one measured point to the next
const SHAPES = "path, polygon, ellipse, circle, rect, polyline";
const UNSEEN = "style, title, desc, defs, script";

function placed(svg) {
  const holder = document.createElement("div");
  holder.innerHTML = svg.slice(svg.indexOf("<svg"));
  const root = holder.querySelector("svg");
  const { width, height } = root.viewBox.baseVal;
  Object.assign(root.style, { width: `${width}px`, height: `${height}px` });
  root.style.maxWidth = "none";
  document.body.replaceChildren(holder);
  return root;
}

// Whether a text has a ground of its own, so that a line behind it does not strike it.
function isBacked(element, root) {
  for (let at = element; at !== root; at = at.parentElement) {
    const [, , , alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g);
    if (Number(alpha) >= 0.5) return true;
  }
  return false;
}

function texts(root) {
  const found = [];
  const origin = root.getBoundingClientRect();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent } = walker.currentNode;
    if (!walker.currentNode.data.trim() || parent.closest(UNSEEN)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const size = parseFloat(getComputedStyle(parent).fontSize);
    const backed = isBacked(parent, root);
    for (const box of range.getClientRects()) {
      const [left, top] = [box.left - origin.left, box.top - origin.top];
      found.push({ left, top, right: left + box.width, bottom: top + box.height, size, backed });
    }
  }
  return found;
}

function along(path, origin) {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  const count = Math.max(2, Math.ceil(length / STEP));
  return Array.from({ length: count + 1 }, (_, n) => {
    const point = path.getPointAtLength((length * n) / count).matrixTransform(matrix);
    return [point.x - origin.left, point.y - origin.top];
  });
}

// What is drawn: how many straight and curved stretches each shape has, and which of
// them has no fill. Sizes and colours do not count.
function form(node) {
  return [...node.querySelectorAll(SHAPES)]
    .filter((shape) => shape.getBBox().width > 0 && !shape.closest("marker"))
    .map((shape) => {
      const drawn = shape.getAttribute("d") ?? shape.getAttribute("points") ?? "";
      const letters = drawn.replace(/[^A-Za-z]/g, "").toUpperCase();
      const corners = letters || drawn.trim().split(/\s+/).length;
      const rounded = shape.rx?.baseVal.value > 0 ? "rounded" : "";
      const ratio = shape.localName === "ellipse" ? "" : rounded;
      return `${shape.localName} ${corners} ${ratio}`;
    })
    .join(", ");
}

function outline(node) {
  const shapes = [...node.querySelectorAll(SHAPES)];
  const area = ({ width, height }) => width * height;
  return shapes.sort((a, b) => area(b.getBBox()) - area(a.getBBox()))[0];
}

function words(node) {
  const copy = node.cloneNode(true);
  for (const part of copy.querySelectorAll(UNSEEN)) part.remove();
  return copy.textContent;
}

function nodes(root, selector, lines, origin) {
  return [...root.querySelectorAll(selector)]
    .filter((node) => outline(node))
    .map((node) => {
      const shape = outline(node);
      const inverse = shape.getScreenCTM().inverse();
      const inside = ([x, y]) => {
        const at = new DOMPoint(x + origin.left, y + origin.top);
        return shape.isPointInFill(at.matrixTransform(inverse));
      };
      const met = lines.map((points) => points.map(inside));
      const box = shape.getBoundingClientRect();
      const [left, top] = [box.left - origin.left, box.top - origin.top];
      const [right, bottom] = [left + box.width, top + box.height];
      return { form: form(node), words: words(node), met, left, top, right, bottom };
    });
}

function measured({ name, svg, node, line }) {
  const root = placed(svg);
  const origin = root.getBoundingClientRect();
  const lines = [...root.querySelectorAll(line)].map((path) => along(path, origin));
  const link = (found) => found.getAttribute("href") ?? found.getAttribute("xlink:href");
  return {
    name,
    width: origin.width,
    height: origin.height,
    texts: texts(root),
    lines,
    nodes: nodes(root, node, lines, origin),
    links: [...root.querySelectorAll("a")].map(link).filter((found) => found),
    language: Boolean(root.getAttribute("lang")),
    described: Boolean(root.querySelector(":scope > title") && root.querySelector(":scope > desc")),
    dark: svg.includes("prefers-color-scheme"),
  };
}

async function drawn(picture, number) {
  if (!picture.mermaid) return picture;
  const { svg } = await mermaid.render(`drawn${number}`, picture.mermaid);
  const holder = document.createElement("div");
  holder.innerHTML = svg; // as it is HTML, and a picture by itself has to be XML
  const root = holder.querySelector("svg");
  return { ...picture, svg: new XMLSerializer().serializeToString(root) };
}

async function main() {
  const found = [];
  mermaid.initialize({ startOnLoad: false });
  for (const [number, picture] of pictures.entries()) {
    const whole = await drawn(picture, number);
    found.push({ svg: whole.svg, ...measured(whole) });
  }
  const out = document.createElement("pre");
  out.id = "measured";
  out.textContent = encodeURIComponent(JSON.stringify(found));
  document.body.replaceChildren(out);
}

main().catch((error) => {
  document.body.replaceChildren(`failed: ${error.stack}`);
});
