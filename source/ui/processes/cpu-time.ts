import {absent, formatDuration} from '../../support/format.js';

/** Formats a CPU time: `0:12.34` below an hour, as top prints it, otherwise the two largest units. */
export function formatCpuTime(seconds: number | undefined): string {
	if (seconds === undefined) {
		return absent;
	}

	if (seconds >= 3600) {
		return formatDuration(seconds);
	}

	const minutes = Math.floor(seconds / 60);
	return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, '0')}`;
}
