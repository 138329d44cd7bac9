// Opens documents in a real Chromium, as is asked for in JSON on standard input, and
// writes what is found there. Nothing is fetched: what a document asks for is written down.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import puppeteer from "puppeteer-core";

const PAGE = "http://flow.test/";
const TYPES = { svg: "image/svg+xml", html: "text/html; charset=utf-8" };
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

// What is heard, in order: what has a name of its own is not also read by its parts.
async function tree({ client }) {
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const property = (node, name) =>
    node.properties?.find((each) => each.name === name)?.value.value;
  const heard = (node) => {
    const role = node.role?.value;
    const name = node.name?.value ?? "";
    const own = { role, name, description: node.description?.value ?? "" };
    const found = { ...own, level: property(node, "level"), url: property(node, "url") };
    if (["heading", "link", "image", "StaticText"].includes(role)) return [found];
    const parts = (node.childIds ?? []).flatMap((id) => heard(byId.get(id)));
    return node.ignored || role === "generic" || !name ? parts : [found, ...parts];
  };
  return heard(nodes[0]);
}

// Where the keyboard comes, in order, and how that is shown.
async function stops({ page }) {
  const found = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const link = document.activeElement;
      if (link?.localName !== "a" || link.dataset.seen) return null;
      link.dataset.seen = "seen";
      const look = getComputedStyle(link);
      const { outlineStyle: style, outlineWidth: width, outlineColor: colour } = look;
      return { href: link.getAttribute("href"), ring: [style, width, colour] };
    });
    if (!stop) return found;
    found.push(stop);
  }
}

// Where each link leads when Enter is pressed at it.
async function leads({ page, client }) {
  const asked = [];
  const listen = ({ url }) => asked.push(url);
  await client.send("Page.enable");
  client.on("Page.frameRequestedNavigation", listen);
  client.on("Page.navigatedWithinDocument", listen);
  const found = [];
  for (const link of await page.$$("a")) {
    asked.length = 0;
    for (let tries = 0; !asked.length && tries < 5; tries += 1) {
      await link.evaluate((each) => each.focus());
      await page.keyboard.press("Enter"); // while one is followed another may be missed
      for (let n = 0; !asked.length && n < 400; n += 1) {
        await new Promise((done) => setTimeout(done, 10));
      }
    }
    found.push([await link.evaluate((each) => each.getAttribute("href")), asked[0]]);
  }
  return found;
}

// Where each text is, and whether it is all within the shape that it belongs to.
async function texts({ page }) {
  return await page.evaluate(() => {
    const picture = document.querySelector("svg");
    const point = (x, y) => Object.assign(picture.createSVGPoint(), { x, y });
    const paper = picture.querySelector(".paper");
    return [...picture.querySelectorAll("text")].map((text) => {
      const { x, y, width, height } = text.getBBox();
      const shape = text.closest(".state")?.querySelector("path") ?? paper;
      const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
      return {
        words: text.textContent,
        box: [x, y, x + width, y + height],
        inside: corners.every((corner) => shape.isPointInFill(point(...corner))),
      };
    });
  });
}

async function fonts({ client }) {
  const { root } = await client.send("DOM.getDocument", { depth: -1 });
  const found = new Set();
  const look = async (node) => {
    if (node.nodeName === "text") {
      const { fonts: used } = await client.send("CSS.getPlatformFontsForNode", node);
      for (const { familyName } of used) found.add(familyName);
    }
    for (const child of node.children ?? []) await look(child);
  };
  await client.send("CSS.enable");
  await look(root);
  return [...found].sort();
}

// The colours that are written, with those that are shown in their place.
async function colours({ page }) {
  return await page.evaluate(() => {
    const found = new Set();
    for (const paint of ["fill", "stroke"]) {
      for (const part of document.querySelectorAll(`svg[${paint}], svg [${paint}]`)) {
        const written = part.getAttribute(paint);
        found.add(`${written} ${getComputedStyle(part)[paint]}`);
      }
    }
    return [...found].sort().map((pair) => pair.split(/ (.*)/).slice(0, 2));
  });
}

async function faults({ page }) {
  await page.evaluate(readFileSync(axe, "utf8"));
  return await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document);
    const told = violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html}`));
    return { violations: told, passes: passes.map(({ id }) => id) };
  });
}

async function shot({ page }) {
  return await page.screenshot({ fullPage: true, encoding: "base64" });
}

// How many pages it takes to print, within margins of a centimetre.
async function pages({ page }) {
  const margin = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };
  const found = [];
  for (const format of ["A4", "Letter"]) {
    const printed = Buffer.from(await page.pdf({ format, margin })).toString("latin1");
    found.push(Number(/\/Count (\d+)/.exec(printed)[1]));
  }
  return found;
}

const LOOKS = { tree, stops, leads, texts, fonts, colours, faults, pages, shot };

async function visit(browser, { type, body, picture, csp, scheme, media, look }) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  const fetched = [];
  const complaints = [];
  await client.send("Log.enable");
  client.on("Log.entryAdded", ({ entry }) => {
    if (entry.source === "security") complaints.push(entry.text);
  });
  page.on("console", (message) => complaints.push(message.text()));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const url = request.url();
    const own = { [PAGE]: [type, body], [`${PAGE}flow.svg`]: ["svg", picture] }[url];
    if (own?.[1]) {
      const headers = csp ? { "Content-Security-Policy": csp } : {};
      request.respond({ contentType: TYPES[own[0]], headers, body: own[1] });
    } else {
      if (url !== `${PAGE}favicon.ico`) fetched.push(url);
      request.abort("aborted");
    }
  });
  const features = [{ name: "prefers-color-scheme", value: scheme ?? "light" }];
  await client.send("Emulation.setEmulatedMedia", { media: media ?? "", features });
  await page.setViewport({ width: 1100, height: 800 });
  await page.goto(PAGE);
  const found = {};
  for (const name of look) found[name] = await LOOKS[name]({ page, client });
  await page.close();
  return { ...found, fetched, complaints };
}

const { chromium, visits } = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({
  executablePath: chromium,
  pipe: true,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"], // CI runs as root
});
const found = [];
for (const each of visits) found.push(await visit(browser, each));
await browser.close();
process.stdout.write(JSON.stringify(found), () => process.exit(0));
