/**
What a record of an interval says of a number: its mean over time, a whole number where it counts bytes or the like, the
latest value, or the highest one.
*/
export type Figure = 'mean' | 'whole mean' | 'latest' | 'highest';

/**
By the name of a field of a reading. What is not here does not vary (sizes, limits, numbers that name something) or only
grows (counters): the latest value says everything.
*/
export const figures: ReadonlyMap<string, Figure> = new Map([
	...of('mean', [
		'usedPercent',
		'userPercent',
		'systemPercent',
		'iowaitPercent',
		'stealPercent',
		'busyPercent',
		'fanPercent',
		'throttledPercent',
		'memoryUsedPercent',
		'cpuPercent',
		'cpuUsedCores',
		'load1',
		'memoryPercent',
		'load5',
		'load15',
		'avg10',
		'avg60',
		'avg300',
		'readBytesPerSecond',
		'writeBytesPerSecond',
		'receiveBytesPerSecond',
		'sendBytesPerSecond',
		'errorsPerSecond',
		'dropsPerSecond',
		'currentMhz',
		'clockMhz',
		'memoryClockMhz',
		'cpuCelsius',
		'celsius',
		'temperatureCelsius',
		'powerWatts',
	]),
	...of('whole mean', [
		'usedBytes',
		'availableBytes',
		'freeBytes',
		'cachedBytes',
		'memoryUsedBytes',
		'memoryFreeBytes',
		'residentSetBytes',
		'heapUsedBytes',
		'heapTotalBytes',
		'externalBytes',
		'free',
	]),
	// Counts agree with each other, and with the list of processes, when all are of one moment.
	...of('latest', ['total', 'running', 'sleeping', 'stopped', 'zombie', 'threads', 'openFiles', 'connections']),
	...of('highest', ['eventLoopDelayMs']),
]);

function of(figure: Figure, fields: readonly string[]): readonly (readonly [string, Figure])[] {
	return fields.map(field => [field, figure]);
}
