import type {Sample} from '../../core/sample.js';
import {type CommandLineOf, withCommandLines} from '../../protocol/messages/command-lines.js';
import {encodedSample} from '../../protocol/messages/encoded-sample.js';
import {type MonitoringData, monitoringData} from '../../protocol/messages/monitoring-data.js';

/** A sample to be sent. Its encodings are created on first use and shared by all clients. */
export type Outgoing = {
	readonly sample: Sample;
	/** Returns the whole message as UTF-8. It is the same as in files, except for command lines. */
	bytes(): Buffer;
	message(): MonitoringData;
};

export function outgoing(sample: Sample, commandLineOf: CommandLineOf | undefined): Outgoing {
	let message: MonitoringData | undefined;
	let encoded: Buffer | undefined;

	const whole = (): MonitoringData => {
		message ??= commandLineOf
			? withCommandLines(monitoringData(sample), sample, commandLineOf)
			: monitoringData(sample);
		return message;
	};

	return {
		sample,
		bytes() {
			encoded ??= commandLineOf ? Buffer.from(JSON.stringify(whole())) : encodedSample(sample);
			return encoded;
		},
		message: whole,
	};
}
