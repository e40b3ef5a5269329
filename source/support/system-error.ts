import {getSystemErrorMap} from 'node:util';

/** Returns the message of an error, or any other thrown value as text. */
export function errorMessage(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Returns an error itself, or any other thrown value as an error. */
export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** Returns the code of an error of the system or of Node.js: `ENOENT`, `ERR_MODULE_NOT_FOUND`. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Returns whether an error means that a file does not exist, also because its parent is not a directory. */
export function isMissing(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Returns the result of a task, or `absent` when it fails because a file does not exist. */
export async function unlessMissing<Value, Absent>(task: Promise<Value>, absent: Absent): Promise<Value | Absent> {
	try {
		return await task;
	} catch (error) {
		if (isMissing(error)) {
			return absent;
		}

		throw error;
	}
}

/** Returns the system's text for an error, without code and call: `no such file or directory`, `permission denied`. */
export function systemReason(error: unknown): string {
	// A host name with several addresses, none of which responds.
	if (error instanceof AggregateError && error.errors.length > 0) {
		return systemReason(error.errors[0]);
	}

	const errno = error instanceof Error ? (error as NodeJS.ErrnoException).errno : undefined;
	return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? errorMessage(error);
}

/** Returns the system's text for an error, with the file if known: `/proc/stat: permission denied`. */
export function systemMessage(error: unknown): string {
	const path = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
	return path === undefined ? systemReason(error) : `${path}: ${systemReason(error)}`;
}
