import {appendFileSync, writeFileSync} from 'node:fs';
import type {Sample} from '../../source/core/sample.js';
import {encodeMonitoringData} from '../../source/protocol/messages/monitoring-data.js';
import {gzipMember} from '../../source/recording/format/gzip-member.js';

/** One line per sample. */
export function lines(samples: readonly Sample[]): string {
	return samples.map(sample => `${encodeMonitoringData(sample)}\n`).join('');
}

/** Indented, as `--export-pretty` has it. */
export function indented(samples: readonly Sample[]): string {
	return samples
		.map(sample => `${JSON.stringify(JSON.parse(encodeMonitoringData(sample)), undefined, '\t')}\n`)
		.join('');
}

/** One member per record, as `--export-compress` has it. */
export async function writeMembers(file: string, records: readonly string[]): Promise<void> {
	writeFileSync(file, '');
	for (const record of records) {
		appendFileSync(file, await gzipMember(Buffer.from(record)));
	}
}
