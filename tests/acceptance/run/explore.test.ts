import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aSiso } from '../../support/siso.ts';

const names: [string, object, string[]][] = [
  ['nul', {steps:[{text:'a\u0000b \u001b[31mred\u001b]0;title\u0007 \u009b2J\n::set-output name=x::y\n  ##[add-mask]z\n\u202ebidi'}]}, []],
  ['surrogate', {steps:[{text:'a\ud83d b'}]}, []],
];
test.each(names)('%s', async (name, scenario, extra) => {
  const siso = await aSiso();
  const file = join(siso.root, 's.json');
  writeFileSync(file, JSON.stringify(scenario));
  const end = await siso.run(['run','x',`--rehearse=${file}`, ...extra]);
  console.log(name, end.code, JSON.stringify(end.stdout), end.stderr, siso.runs(), JSON.stringify((await siso.books()).budgets.map(b=>b.held)));
});
const prompts: [string, string[]][] = [
  ['empty first line', ['run','\n\nfix it', '--rehearse=answer']],
  ['surrogate cut', ['run','x'.repeat(79)+'😀😀', '--rehearse=answer']],
  ['long line', ['run','x'.repeat(500), '--rehearse=answer']],
];
test.each(prompts)('%s', async (name, args) => {
  const siso = await aSiso();
  const end = await siso.run(args);
  console.log(name, end.code, end.stdout, end.stderr, siso.runs());
});
test('nul file', async () => {
  const siso = await aSiso();
  const file = join(siso.root, 'p.txt');
  writeFileSync(file, 'hello \0 there');
  const end = await siso.run(['run','--file', file, '--rehearse=answer']);
  console.log(end.code, end.stdout, end.stderr, siso.runs());
});
