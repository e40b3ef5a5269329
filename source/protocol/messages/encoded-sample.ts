import {Buffer} from 'node:buffer';
import type {Sample} from '../../core/sample.js';
import {encodeMonitoringData} from './monitoring-data.js';

/** A cache for `encodeMonitoringData`. An entry is released with its sample. */
const encodings = new WeakMap<Sample, Buffer>();

/**
Returns the message of a sample as UTF-8, without a line break. It is encoded once for all sockets and files; callers must
not modify the bytes.
*/
export function encodedSample(sample: Sample): Buffer {
	const cached = encodings.get(sample);
	if (cached) {
		return cached;
	}

	const encoding = Buffer.from(encodeMonitoringData(sample));
	encodings.set(sample, encoding);
	return encoding;
}
