import {isDeepStrictEqual} from 'node:util';
import type {Config} from '../config/definition.js';
import type {ReportProblem} from '../core/problem.js';

/** Something that follows the configuration while the program runs. */
export type Part<Running> = AsyncDisposable & {
	/** `undefined` while the configuration asks for none. */
	running(): Running | undefined;
	/** Gets ready for a configuration, and throws when that is not possible; what it returns then changes over to it. */
	prepare(config: Config): Promise<() => Promise<void>>;
};

/** One destination that the configuration asks for: a directory, a database, a broker. */
export type Destination<Running> = {
	/** Identifies it: what waits for it survives a change of everything else. */
	readonly key: string;
	/** How it is used. */
	readonly settings: unknown;
	begin(): Running;
	/** Uses what runs as the settings say now. `undefined`: it is ended and begun again. */
	readonly change?: ((running: Running) => void) | undefined;
};

type DestinationsPart<Running> = {
	/** What the configuration asks for, ready to begin. Throws a UsageError. */
	destinations(config: Config): Promise<readonly Destination<Running>[]>;
	/** Areas of the problems that end with a destination that is no longer asked for. */
	areasOf(key: string): readonly string[];
	readonly report: ReportProblem;
};

/** Destinations that begin and end with the configuration, each for itself. */
export function destinationsPart<Running extends AsyncDisposable>({
	destinations,
	areasOf,
	report,
}: DestinationsPart<Running>): Part<readonly Running[]> {
	const running = new Map<string, {readonly settings: unknown; readonly follower: Running}>();

	const end = async (key: string): Promise<void> => {
		const ended = running.get(key);
		running.delete(key);
		await ended?.follower[Symbol.asyncDispose]();
		for (const area of areasOf(key)) {
			report(area, undefined);
		}
	};

	const adopt = async ({key, settings, begin, change}: Destination<Running>): Promise<void> => {
		const current = running.get(key);
		if (current && isDeepStrictEqual(current.settings, settings)) {
			return;
		}

		if (current && change) {
			change(current.follower);
			running.set(key, {settings, follower: current.follower});
			return;
		}

		await end(key);
		running.set(key, {settings, follower: begin()});
	};

	return {
		running: () => (running.size === 0 ? undefined : [...running.values()].map(({follower}) => follower)),
		async prepare(config) {
			const next = await destinations(config);
			return async () => {
				const keys = new Set(next.map(({key}) => key));
				await Promise.all([...running.keys()].filter(key => !keys.has(key)).map(end));
				await Promise.all(next.map(adopt));
			};
		},
		async [Symbol.asyncDispose]() {
			await Promise.all([...running.values()].map(async ({follower}) => follower[Symbol.asyncDispose]()));
		},
	};
}
