/** Prints what a tick of the screen costs at the size in the arguments, with Ink as it is in the bundle. */
import process from 'node:process';
import {inkReplacements} from '../../source/ui/ink/bundle-plugin.js';
import {bundled} from '../ui/ink/bundled.js';
import type * as ticks from './ticks.js';

const {drawTicks} = await bundled<typeof ticks>("export * from './test/budgets/ticks.tsx'", [inkReplacements()]);
const [columns = 80, rows = 24] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await drawTicks({columns, rows}, 100)));
