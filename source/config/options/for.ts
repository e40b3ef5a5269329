import {durationPattern} from '../../support/parse-duration.js';
import {duration} from '../model/duration.js';
import {numberFromText} from '../model/field.js';
import {given} from '../model/given.js';
import {UsageError} from '../model/usage-error.js';

/** A value of `--for`: the time of a diagnosis, or the processes that the screen is limited to. */
export type ForValue =
	| {readonly kind: 'time'; readonly forMs: number}
	| {readonly kind: 'process'; readonly pid: number}
	| {readonly kind: 'directory'; readonly path: string};

const time = duration({help: '', min: 1, max: 3600});

/**
Returns the value of `--for`. With `--diagnose` it is a time; otherwise a number is the ID of a process, and any other text a
directory. Throws a UsageError for a time without `--diagnose`.
*/
export function forValue(text: string | undefined, isDiagnosis: boolean): ForValue | undefined {
	if (text === undefined) {
		return undefined;
	}

	if (isDiagnosis) {
		const forMs = time.read(given(numberFromText(text), '--for'));
		return forMs === undefined ? undefined : {kind: 'time', forMs};
	}

	if (durationPattern.test(text)) {
		throw new UsageError(
			`--for is a time only with --diagnose; otherwise it is a directory or the ID of a process, found "${text}"`,
		);
	}

	return /^\d+$/.test(text) ? {kind: 'process', pid: Number(text)} : {kind: 'directory', path: text};
}
