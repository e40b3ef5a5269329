import {UsageError} from '../config/model/usage-error.js';
import {formatDateTime} from '../support/format.js';
import {momentSyntax, parseMoment} from '../support/parse-moment.js';
import {shown} from '../support/shown.js';

/** The time range of a recording, in epoch milliseconds. */
type Range = {readonly startMs: number; readonly endMs: number};

/** Returns the moment that `--at` names, in epoch milliseconds. Throws a UsageError if it is not within the recording. */
export function recordedMoment(at: string, {startMs, endMs}: Range): number {
	const moment = parseMoment(at, endMs);
	if (moment === undefined) {
		throw new UsageError(`--at must be a time such as ${momentSyntax}, not ${shown(at)}`);
	}

	// The range is printed in seconds.
	const isWithin = moment >= Math.floor(startMs / 1000) * 1000 && moment <= endMs;
	if (!isWithin) {
		throw new UsageError(
			`--at: ${formatDateTime(moment)} is outside of the recording, which is from ${formatDateTime(startMs)} to ${formatDateTime(endMs)}`,
		);
	}

	return moment;
}
