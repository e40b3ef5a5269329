import {escapeUnprintable} from '../../support/printable.js';
import {errorMessage} from '../../support/system-error.js';

/** Something the user asked for is not possible as it was written. The message has a line for every mistake. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	/** One line each: what, where, what is allowed. */
	readonly mistakes: readonly string[];

	constructor(mistakes: string | readonly string[], options?: ErrorOptions) {
		const lines = [mistakes].flat().map(escapeUnprintable);
		super(lines.join('\n'), options);
		this.mistakes = lines;
	}
}

/** What goes wrong in `parse` is the user's to mend: one line, and the exit code for wrong use. */
export function usage<Value>(prefix: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (cause) {
		throw new UsageError(`${prefix}${errorMessage(cause)}`, {cause});
	}
}

/** The same of what takes time. */
export async function usageOf<Value>(prefix: string, settle: () => Promise<Value>): Promise<Value> {
	try {
		return await settle();
	} catch (cause) {
		throw new UsageError(`${prefix}${errorMessage(cause)}`, {cause});
	}
}

/** Reads every item. Throws one UsageError with the mistakes of all of them. */
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

/** Does all of it. Throws one UsageError with the mistakes of all. */
export function inspectAll<Results extends readonly unknown[]>(
	...inspections: {readonly [Index in keyof Results]: () => Results[Index]}
): Results {
	// One result each, in the same order.
	return readEach<() => unknown, unknown>(inspections, inspect => inspect()) as Results;
}
