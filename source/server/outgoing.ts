import {encodedSample} from '../protocol/encoded-sample.js';
import {type MonitoringData, monitoringData} from '../protocol/monitoring-data.js';
import type {Sample} from '../sample.js';

/** A sample as it goes out, whole or to be taken apart. Made when first asked for, then kept for every client. */
export type Outgoing = {
	readonly sample: Sample;
	/** The whole message as UTF-8, the same as in files. */
	bytes(): Buffer;
	message(): MonitoringData;
};

export function outgoing(sample: Sample): Outgoing {
	let message: MonitoringData | undefined;
	return {
		sample,
		bytes: () => encodedSample(sample),
		message() {
			message ??= monitoringData(sample);
			return message;
		},
	};
}
