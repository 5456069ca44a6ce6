// Runs test files of web-platform-tests on Node's own built-ins, for the
// comparison: node wpt-node.mjs GLUE DIR ORIGIN < lines of JSON arrays
// [file, script, ...]; prints one line of JSON for each.
import { spawn } from 'node:child_process';
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const [glue, dir, origin, only] = process.argv.slice(2);
if (only) await one(JSON.parse(only));
else await all(readFileSync(0, 'utf8').split('\n').filter(Boolean));

async function all(lines) {
  const next = lines.values();
  const worker = async () => {
    for (const line of next) {
      const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(import.meta.url), glue, dir, origin, line], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
      let text = '', errors = '';
      child.stdio[3].on('data', (d) => { text += d; });
      child.stderr.on('data', (d) => { errors += d; });
      const timer = setTimeout(() => child.kill('SIGKILL'), 60000);
      await new Promise((resolve) => child.on('close', resolve));
      clearTimeout(timer);
      if (text === '') text = JSON.stringify([{ Name: '(file)', Status: 1, Message: errors.slice(0, 300) }]);
      console.log(JSON.stringify({ file: JSON.parse(line)[0], results: JSON.parse(text) }));
    }
  };
  await Promise.all([worker(), worker()]);
}

async function one([file, ...scripts]) {
  const uncaught = [];
  process.on('uncaughtException', (error) => uncaught.forEach((fn) => fn(error)));
  process.on('unhandledRejection', () => {});
  const run = vm.runInThisContext(readFileSync(glue, 'utf8'))({
    file, origin, source: (name) => readFileSync(join(dir, name), 'utf8'), onUncaught: (fn) => uncaught.push(fn),
  });
  const results = await run([...scripts, file]);
  let rest = Buffer.from(JSON.stringify(results));
  while (rest.length) {
    try {
      rest = rest.subarray(writeSync(3, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  process.exit(0);
}
