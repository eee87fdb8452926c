// A built site as its readers' tools see it: a folder of files and the address at which it will stand.
// The judges learn nothing else about it; what they know, they read from the HTML.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readPage } from './page.mjs';

/** Diglot's own book-keeping in the output folder, no part of the site. */
const BOOKKEEPING = '.diglot/';

export class Site {
  #pages = new Map();

  /**
   * @param {string} folder where the site was built
   * @param {string} baseUrl its address, with the base path: https://example.github.io/book/
   */
  constructor(folder, baseUrl) {
    this.folder = folder;
    this.base = new URL(baseUrl);
    if (!this.base.pathname.endsWith('/')) throw new Error(`the base URL must end in a slash: ${baseUrl}`);
    if (!statSync(folder).isDirectory()) throw new Error(`no folder: ${folder}`);
    this.files = new Set(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).split(sep).join('/'))
        .filter((file) => !file.startsWith(BOOKKEEPING))
        .sort(),
    );
  }

  /** The site that the command line names: SITE BASE_URL, as every judge is called. */
  static fromCommandLine([folder, baseUrl] = process.argv.slice(2)) {
    if (!folder || !baseUrl) {
      console.error('usage: node JUDGE.mjs SITE BASE_URL   (SITE: the built folder; BASE_URL: the address it was built for)');
      process.exit(2);
    }
    return new Site(folder, baseUrl);
  }

  /** The files whose names end so. */
  filesEnding(...endings) {
    return [...this.files].filter((file) => endings.some((ending) => file.endsWith(ending)));
  }

  read(file) {
    return readFileSync(join(this.folder, file));
  }

  /** All HTML files, parsed. */
  pages() {
    return this.filesEnding('.html').map((file) => this.page(file));
  }

  /** One HTML or SVG file, parsed once. */
  page(file) {
    if (!this.#pages.has(file)) this.#pages.set(file, readPage(this.read(file).toString('utf8'), file, this.addressOf(file)));
    return this.#pages.get(file);
  }

  /** The address at which a file is read: a folder's for its index.html. */
  addressOf(file) {
    const path = file.replace(/(^|\/)index\.html$/, '$1');
    // Not encodeURIComponent as a whole: "+" (in /de+fr/) is right in a path as it is.
    return new URL(path.split('/').map((part) => encodeURIComponent(part).replaceAll('%2B', '+')).join('/'), this.base);
  }

  /**
   * Which file an address leads to, by the rules of a plain file server.
   * @param {URL} url
   * @returns {{file: string} | {elsewhere: true} | {fault: string}}
   */
  locate(url) {
    if (url.origin !== this.base.origin) return { elsewhere: true };
    if (!url.pathname.startsWith(this.base.pathname)) return { fault: `leaves the base path ${this.base.pathname}` };
    let path;
    try {
      path = decodeURIComponent(url.pathname.slice(this.base.pathname.length));
    } catch {
      return { fault: 'is not percent-encoded UTF-8' };
    }
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (this.files.has(file)) return { file };
    if (this.files.has(`${path}/index.html`)) return { fault: 'is reached by a redirect only (no slash at its end)' };
    return { fault: 'leads to no file of the site' };
  }
}
