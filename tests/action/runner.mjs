// A runner of GitHub's, as far as the action's scripts know it: an environment, and files to write outputs to.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SCRIPTS = join(import.meta.dirname, '../../.github/action');

/** The folder of one test; deleted when the test has ended. */
export class Runner {
  /** @param {import('node:test').TestContext} test */
  constructor(test) {
    this.folder = mkdtempSync(join(tmpdir(), 'action-'));
    test.after(() => rmSync(this.folder, { recursive: true, force: true }));
    this.temp = join(this.folder, 'temp');
    mkdirSync(this.temp);
  }

  write(path, text, mode = 0o644) {
    const whole = join(this.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text, { mode });
    return whole;
  }

  /** Runs one of the action's scripts, with nothing in its environment but what is named here. */
  run(script, variables) {
    const environment = {
      PATH: process.env.PATH,
      GITHUB_OUTPUT: join(this.folder, 'output'),
      GITHUB_PATH: join(this.folder, 'path'),
      RUNNER_TEMP: this.temp,
      ...variables,
    };
    return new Promise((resolve) => {
      execFile('bash', [join(SCRIPTS, script)], { cwd: this.folder, env: environment }, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, said: stdout + stderr, outputs: this.#outputs(), path: this.#read('path') });
      });
    });
  }

  /** What a script handed on, by name. */
  #outputs() {
    return Object.fromEntries(this.#read('output').split('\n').filter(Boolean).map((line) => line.split(/=(.*)/s, 2)));
  }

  #read(name) {
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}
