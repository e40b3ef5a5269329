/** The parts of a recording file name. */
export type RecordingName = {
	/** Day in the time zone of the machine: `20250103`. */
	readonly day: string;
	/** Number of the file on that day; 0 for the first one, whose name has no number. */
	readonly part: number;
	readonly isCompressed: boolean;
};

/** Returns a file name: `monitoring_20250103.json`, `monitoring_20250103_2.json.gz`. */
export function formatRecordingName({day, part, isCompressed}: RecordingName): string {
	return `monitoring_${day}${part === 0 ? '' : `_${part}`}.json${isCompressed ? '.gz' : ''}`;
}

/** Parses a file name. Returns `undefined` for other files. */
export function parseRecordingName(name: string): RecordingName | undefined {
	const [, day, part, gz] = /^monitoring_(\d{8})(?:_([1-9]\d{0,8}))?\.json(\.gz)?$/.exec(name) ?? [];
	return day === undefined ? undefined : {day, part: Number(part ?? 0), isCompressed: gz !== undefined};
}

/** Returns the calendar day in local time. */
export function dayOf(epochMs: number): string {
	const date = new Date(epochMs);
	const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

/** Compares two names for sorting, oldest first. */
export function compareRecordingNames(left: RecordingName, right: RecordingName): number {
	return left.day === right.day ? left.part - right.part : left.day < right.day ? -1 : 1;
}
