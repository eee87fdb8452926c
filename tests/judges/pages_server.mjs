// A file server that behaves as GitHub Pages does: a folder's index.html at its address with a slash, a redirect
// without one, 404.html for all that is missing, nothing outside the base path.

import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/**
 * Serves a site below its base path, on a free port of this machine. The port need not be the one in the site's
 * base URL: pages link each other by path, and the judges translate the rest.
 * @param {import('./site.mjs').Site} site
 * @returns {Promise<{origin: string, close: () => void}>}
 */
export async function serve(site) {
  const server = createServer((request, response) => answer(site, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

function answer(site, request, response) {
  const path = pathInSite(site, request.url);
  if (path === null) {
    response.writeHead(404).end('There is no site here');
    return;
  }
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  // Only names that were listed when the site was opened are served, so no path can lead out of the folder.
  if (site.files.has(file)) send(site, file, 200, response);
  else if (site.files.has(`${file}.html`)) send(site, `${file}.html`, 200, response);
  else if (site.files.has(`${file}/index.html`)) response.writeHead(301, { location: `${new URL(request.url, 'http://x').pathname}/` }).end();
  else if (site.files.has('404.html')) send(site, '404.html', 404, response);
  else response.writeHead(404).end('404');
}

/** The path below the base path, decoded; null outside. */
function pathInSite(site, requestTarget) {
  const { pathname } = new URL(requestTarget, 'http://x');
  if (!pathname.startsWith(site.base.pathname)) return null;
  try {
    return decodeURIComponent(pathname.slice(site.base.pathname.length));
  } catch {
    return null;
  }
}

function send(site, file, status, response) {
  response.writeHead(status, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(site.read(file));
}
