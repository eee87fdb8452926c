// A headless Chromium or Chrome: the one that the environment variable CHROMIUM names, or the first in the PATH.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Names under which Chromium and Chrome are installed. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser must not call home: a request to another host would be the site's fault. */
export const BROWSER_ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch(...further) {
  return chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS, ...further] });
}

/** Its path. */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const candidates = process.env.PATH.split(delimiter).flatMap((folder) => BROWSERS.map((name) => join(folder, name)));
  const found = candidates.find(isExecutable);
  if (!found) throw new Error('no Chromium or Chrome in the PATH (Debian: apt-get install chromium); or set CHROMIUM');
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
