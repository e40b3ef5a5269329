import {Buffer} from 'node:buffer';
import type {Sample} from '../../core/sample.js';
import {encodeMonitoringData} from './monitoring-data.js';

/** Nothing but a memory of what `encodeMonitoringData` said: it goes when the sample goes. */
const encodings = new WeakMap<Sample, Buffer>();

/**
The message of a sample as UTF-8, without a line break. Encoded once, however many sockets and files it goes to: all get the
same bytes, which nobody may change.
*/
export function encodedSample(sample: Sample): Buffer {
	const known = encodings.get(sample);
	if (known) {
		return known;
	}

	const encoding = Buffer.from(encodeMonitoringData(sample));
	encodings.set(sample, encoding);
	return encoding;
}
