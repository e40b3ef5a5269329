/**
Takes the pictures of the documentation: runs the built program in a pseudo-terminal and draws what it shows.

    npm run screenshots
    npm run screenshots -- detailed help    only these two

They show a fictional machine, played from a generated recording, and a fleet of such machines.
*/
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {encodeMonitoringData} from '../../source/protocol/messages/monitoring-data.js';
import {openProgram} from '../../test/helpers/run-program.js';
import type {TestTerminal} from '../../test/helpers/terminal.js';
import {serveDemoFleet} from './demo-fleet.js';
import {demoSamples} from './demo-machine.js';
import {type Shot, shots} from './shots.js';
import {screenToSvg} from './svg.js';

const requested = process.argv.slice(2);
const unknown = requested.filter(name => !shots.some(shot => shot.name === name));
if (unknown.length > 0) {
	throw new Error(`no shot named ${unknown.join(', ')}; there are ${shots.map(shot => shot.name).join(', ')}`);
}

/** Speed-up until the graphs are filled. */
const speedUp = ['--replay-speed', '30'];
const filledAfterMs = 6500;
const recordedSeconds = 240;

const directory = await mkdtemp(path.join(tmpdir(), 'mon-tui-pictures-'));
const recording = path.join(directory, 'recording.json');
await writeFile(recording, `${demoSamples(recordedSeconds).map(encodeMonitoringData).join('\n')}\n`);

// One after the other, so that no picture shows the load of another.
for (const shot of shots.filter(({name}) => requested.length === 0 || requested.includes(name))) {
	await (shot.isFleet ? takeFleet(shot) : take(shot));
}

await rm(directory, {recursive: true});

async function take(shot: Shot): Promise<void> {
	await using terminal = openProgram([...shot.arguments, '--replay', recording, ...speedUp], {
		columns: shot.columns,
		rows: shot.rows,
	});
	await sleep(filledAfterMs);
	await terminal.waitFor(/✖/);
	// Continues at recorded speed, as if it were live.
	await terminal.press('0');
	await picture(terminal, shot);
}

async function takeFleet(shot: Shot): Promise<void> {
	await using fleet = await serveDemoFleet();
	const file = path.join(directory, 'fleet.json');
	await writeFile(file, JSON.stringify({connect: fleet.connect}));
	await using terminal = openProgram([...shot.arguments, '--config', file], {columns: shot.columns, rows: shot.rows});
	await terminal.waitFor(/hosts/);
	await picture(terminal, shot);
}

async function picture(terminal: TestTerminal, shot: Shot): Promise<void> {
	await terminal.press(...shot.keys);
	await terminal.waitFor(shot.until);
	await terminal.waitForQuiet(100);
	const svg = screenToSvg(terminal.emulator, shot.title, shot.ground);
	await writeFile(new URL(`../../screenshots/${shot.name}.svg`, import.meta.url), svg);
	console.log(`${shot.name}.svg  ${shot.columns}x${shot.rows}  ${Math.ceil(svg.length / 1000)} kB`);
}
