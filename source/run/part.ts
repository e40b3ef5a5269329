import {isDeepStrictEqual} from 'node:util';
import type {Config} from '../config/definition.js';
import type {ReportProblem} from '../problem.js';

/** Something that follows the configuration while the program runs. */
export type Part<Running> = AsyncDisposable & {
	/** `undefined` while the configuration asks for none. */
	running(): Running | undefined;
	/** Gets ready for a configuration, and throws when that is not possible; what it returns then changes over to it. */
	prepare(config: Config): Promise<() => Promise<void>>;
};

type RestartedPart<Running> = {
	/** What is started anew when it changes. */
	settingsOf(config: Config): unknown;
	/** Resolves with `undefined` when none is asked for. */
	start(config: Config): Promise<(() => Running) | undefined>;
	/** Of problems that end with what had them. */
	readonly areas: Iterable<string>;
	readonly report: ReportProblem;
};

/** What is ended and started anew whenever its own settings change. */
export function restartedPart<Running extends AsyncDisposable>({
	settingsOf,
	start,
	areas,
	report,
}: RestartedPart<Running>): Part<Running> {
	let running: Running | undefined;
	let settings: unknown;

	return {
		running: () => running,
		async prepare(config) {
			const next = settingsOf(config);
			if (isDeepStrictEqual(next, settings)) {
				return async () => {};
			}

			const begin = await start(config);
			return async () => {
				settings = next;
				await running?.[Symbol.asyncDispose]();
				for (const area of areas) {
					report(area, undefined);
				}

				running = begin?.();
			};
		},
		async [Symbol.asyncDispose]() {
			await running?.[Symbol.asyncDispose]();
		},
	};
}
