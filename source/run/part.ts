import {isDeepStrictEqual} from 'node:util';
import type {Config} from '../config/definition.js';
import type {ReportProblem} from '../core/problem.js';

/** A component that follows the configuration while the program runs. */
export type Part<Running> = AsyncDisposable & {
	/** Returns the running component; `undefined` if none is configured. */
	running(): Running | undefined;
	/** Prepares for a configuration and rejects if it cannot be applied. Resolves with the function that applies it. */
	prepare(config: Config): Promise<() => Promise<void>>;
};

/** A configured destination: a directory, a database or a NATS server. */
export type Destination<Running> = {
	/** Identifies the destination. Its queue survives changes of the settings. */
	readonly key: string;
	/** The settings of the destination. */
	readonly settings: unknown;
	begin(): Running;
	/** Applies changed settings. `undefined`: the destination is restarted. */
	readonly change?: ((running: Running) => void) | undefined;
};

type DestinationsPart<Running> = {
	/** Returns the configured destinations, ready to start. Rejects with a UsageError. */
	destinations(config: Config): Promise<readonly Destination<Running>[]>;
	/** Returns the areas whose problems end when the destination is removed. */
	areasOf(key: string): readonly string[];
	readonly report: ReportProblem;
};

/** Returns the part that starts and stops destinations individually as the configuration changes. */
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

	const apply = async ({key, settings, begin, change}: Destination<Running>): Promise<void> => {
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
				await Promise.all(next.map(apply));
			};
		},
		async [Symbol.asyncDispose]() {
			await Promise.all([...running.values()].map(async ({follower}) => follower[Symbol.asyncDispose]()));
		},
	};
}
