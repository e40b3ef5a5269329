/**
Exports samples until it is killed, and tells on standard output the number of each that is surely in a file. Arguments:
directory, number of the first sample, and `compress`, `pretty` where wanted.
*/
import {writeSync} from 'node:fs';
import process from 'node:process';
import {jsonFileExporter} from '../../../source/recording/write/json-file.js';
import {sampleStore} from '../../helpers/sample-store.js';
import {sampleAt} from '../../helpers/samples.js';

const [directory = '', first = '1', ...wanted] = process.argv.slice(2);
const store = sampleStore();
const running = jsonFileExporter({
	directory,
	intervalMs: 1000,
	everySample: true,
	compress: wanted.includes('compress'),
	pretty: wanted.includes('pretty'),
	// A few samples, so that some are killed between two files.
	maxFileBytes: wanted.includes('compress') ? 5000 : 20_000,
	retention: {keepFiles: undefined, keepDays: undefined, keepBytes: undefined},
	report(_area, message) {
		if (message !== undefined) {
			process.stderr.write(`${message}\n`);
		}
	},
})(store);

for (let sequence = Number(first); ; sequence++) {
	store.receive(sampleAt(sequence, {}, sequence));
	await running.exportNow();
	writeSync(1, `${sequence}\n`);
}
