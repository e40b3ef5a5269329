/** Creates objects, keeps some of them for a while, and prints the size of the space for new objects. */
import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import {getHeapSpaceStatistics} from 'node:v8';
import {boundYoungGeneration} from '../../source/start/young-generation.js';

const [options] = process.argv.slice(2);
if (options !== undefined) {
	boundYoungGeneration(JSON.parse(options));
}

const kept: object[][] = [];
for (let turn = 0; turn < 2000; turn++) {
	kept.push(Array.from({length: 1000}, (_, index) => ({index, text: `${index}`})));
	if (kept.length > 20) {
		kept.shift();
	}

	await setImmediate();
}

const space = getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
process.stdout.write(String(space?.space_size));
