/**
What a number of the message counts. `percent` is 0–100 of a whole; `corePercent` has 100 for each core; `bytesPerSecond`
and `perSecond` are rates; `number` has no unit.
*/
export type Unit =
	| 'percent'
	| 'corePercent'
	| 'bytes'
	| 'bytesPerSecond'
	| 'perSecond'
	| 'celsius'
	| 'watts'
	| 'megahertz'
	| 'megabitsPerSecond'
	| 'seconds'
	| 'milliseconds'
	| 'number';
