import {UsageError} from '../config/model/usage-error.js';

/** What goes wrong in `parse` is the user's to mend: one line, and the exit code for wrong use. */
export function usage<Value>(prefix: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (error) {
		throw new UsageError(`${prefix}${error instanceof Error ? error.message : String(error)}`, {cause: error});
	}
}

/** The same of what takes time. */
export async function usageOf<Value>(prefix: string, settle: () => Promise<Value>): Promise<Value> {
	try {
		return await settle();
	} catch (error) {
		throw new UsageError(`${prefix}${error instanceof Error ? error.message : String(error)}`, {cause: error});
	}
}
