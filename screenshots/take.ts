/**
Takes the pictures of the documentation: runs the built program in a pseudo-terminal and draws what it shows.

    npm run screenshots
    npm run screenshots -- detailed help    only these

They show this machine's name and processes. In namespaces of its own it has another name and few processes:

    sudo unshare --uts --pid --fork --mount-proc sh -c 'hostname web-01; npm run screenshots'
*/
import {writeFile} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {openProgram} from '../test/helpers/run-program.js';
import {type Shot, shots} from './shots.js';
import {screenToSvg} from './svg.js';

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !shots.some(shot => shot.name === name));
if (unknown.length > 0) {
	throw new Error(`no shot named ${unknown.join(', ')}; there are ${shots.map(shot => shot.name).join(', ')}`);
}

// One after the other: no picture shows the work of another.
for (const shot of shots.filter(({name}) => wanted.length === 0 || wanted.includes(name))) {
	await take(shot);
}

async function take(shot: Shot): Promise<void> {
	await using terminal = openProgram(shot.arguments, {columns: shot.columns, rows: shot.rows});
	await terminal.waitFor(/CPU/);
	await sleep(shot.runSeconds * 1000);
	await terminal.press(...shot.keys);
	await terminal.waitFor(shot.until);
	await terminal.waitForQuiet(100);
	const svg = screenToSvg(terminal.emulator, shot.title);
	await writeFile(new URL(`${shot.name}.svg`, import.meta.url), svg);
	console.log(`${shot.name}.svg  ${shot.columns}x${shot.rows}  ${Math.ceil(svg.length / 1000)} kB`);
}
