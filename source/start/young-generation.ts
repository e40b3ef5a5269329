import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';

export type YoungGenerationOptions = {
	/** Size up to which the space grows, in bytes. V8 doubles it, and divides it into two halves of which it uses one. */
	readonly mostBytes?: number;
	/** Time for which it does not grow, in milliseconds. */
	readonly afterMs?: number;
	/** Time between two looks at the size, in milliseconds. */
	readonly everyMs?: number;
};

/**
Keeps the space for new objects, the young generation, small. V8 doubles it while a program starts, up to 32 MB, and most of
that remains resident. Here it does not grow for half a minute, which is longer than most commands run. In a program that
continues it grows to 8 MB: in less, nearly every tick of a screen is followed by a collection.

V8 reads the flag whenever it is about to grow the space, and shrinks an idle one by itself.
*/
export function boundYoungGeneration({
	mostBytes = 8 * 2 ** 20,
	afterMs = 30_000,
	everyMs = 2500,
}: YoungGenerationOptions = {}): void {
	let growth: number | undefined;
	const setGrowth = (factor: 1 | 2): void => {
		if (growth !== factor) {
			growth = factor;
			setFlagsFromString(`--semi-space-growth-factor=${factor}`);
		}
	};
	const look = (): void => setGrowth(sizeBytes() < mostBytes ? 2 : 1);
	setGrowth(1);
	// The compiled code has been kept by then: V8 refuses code that was compiled with other flags.
	setTimeout(() => setInterval(look, everyMs).unref(), afterMs).unref();
}

function sizeBytes(): number {
	return getHeapSpaceStatistics().find(space => space.space_name === 'new_space')?.space_size ?? 0;
}
