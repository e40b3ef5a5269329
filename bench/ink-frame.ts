import process from 'node:process';
import {inkReplacements} from '../source/ui/ink/bundle-plugin.js';
import {bundled} from '../test/ui/ink/bundled.js';
import type * as dashboard from './ink-dashboard.js';

const program = "export * from './bench/ink-dashboard.tsx'";
const frames = 100;
const warmUp = 60;

console.log(`One frame of a dashboard of which ten rows change, Node ${process.version}`);
for (const [name, plugins] of [
	['Ink as published', []],
	['in the bundle', [inkReplacements()]],
] as const) {
	const {drawDashboard} = await bundled<typeof dashboard>(program, plugins);
	for (const [columns, rows] of [
		[80, 24],
		[200, 50],
	] as const) {
		const {cpuMsPerFrame, bytesPerFrame} = await drawDashboard(columns, rows, frames, warmUp);
		const size = `${columns}x${rows}`.padStart(7);
		console.log(`${size}  ${name.padEnd(16)}  ${cpuMsPerFrame.toFixed(2)} ms  ${bytesPerFrame.toFixed(0)} bytes`);
	}
}
