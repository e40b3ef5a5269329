import {escapeUnprintable} from '../../support/printable.js';
import {errorMessage} from '../../support/system-error.js';

/** An error in flags, variables or the configuration file. The message has one line per mistake. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	/** The mistakes, one line each: where, what, and what is allowed. */
	readonly mistakes: readonly string[];

	constructor(mistakes: string | readonly string[], options?: ErrorOptions) {
		const lines = [mistakes].flat().map(escapeUnprintable);
		super(lines.join('\n'), options);
		this.mistakes = lines;
	}
}

/** Runs `parse` and turns an error into a UsageError: one line, and the exit code for wrong usage. */
export function usage<Value>(prefix: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (cause) {
		throw new UsageError(`${prefix}${errorMessage(cause)}`, {cause});
	}
}

/** Awaits `settle` and turns an error into a UsageError, as `usage` does. */
export async function usageOf<Value>(prefix: string, settle: () => Promise<Value>): Promise<Value> {
	try {
		return await settle();
	} catch (cause) {
		throw new UsageError(`${prefix}${errorMessage(cause)}`, {cause});
	}
}

/** Reads every item. Throws one UsageError with all mistakes. */
export function readEach<Item, Result>(items: Iterable<Item>, read: (item: Item) => Result): readonly Result[] {
	const results: Result[] = [];
	const errors: UsageError[] = [];
	for (const item of items) {
		try {
			results.push(read(item));
		} catch (error) {
			if (!(error instanceof UsageError)) {
				throw error;
			}

			errors.push(error);
		}
	}

	const [first] = errors;
	if (first) {
		throw errors.length === 1 ? first : new UsageError(errors.flatMap(({mistakes}) => mistakes));
	}

	return results;
}

/** Runs all inspections. Throws one UsageError with all mistakes. */
export function inspectAll<Results extends readonly unknown[]>(
	...inspections: {readonly [Index in keyof Results]: () => Results[Index]}
): Results {
	// One result each, in the same order.
	return readEach<() => unknown, unknown>(inspections, inspect => inspect()) as Results;
}
