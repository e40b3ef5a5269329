/** The least that a monitor in Node can cost: three files of /proc read every half second, and one line drawn. */
import {Buffer} from 'node:buffer';
import {openSync, readSync} from 'node:fs';
import process from 'node:process';

const text = Buffer.alloc(1 << 16);
const descriptors = ['/proc/stat', '/proc/meminfo', '/proc/net/dev'].map(file => openSync(file, 'r'));
let tick = 0;

function draw() {
	const bytes = descriptors.reduce((sum, descriptor) => sum + readSync(descriptor, text, 0, text.length, 0), 0);
	process.stdout.write(`\u001B[HCPU 0% tick ${tick++} read ${bytes}\u001B[K`);
}

draw();
setInterval(draw, 500);
