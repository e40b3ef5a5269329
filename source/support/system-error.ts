import {getSystemErrorMap} from 'node:util';

/** What an error says; anything else that was thrown, as text. */
export function errorMessage(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The error itself; anything else that was thrown, as an error. */
export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** The code of a system error or of one of Node.js: `ENOENT`, `ERR_MODULE_NOT_FOUND`. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether there is no such file, also because what should be its directory is a file, as opposed to one that cannot be used. */
export function isMissing(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What the task results in, or `absent` where there is no such file. */
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

/** `no such file or directory`, `permission denied`: the system's words without codes and calls. */
export function systemReason(error: unknown): string {
	// A name with several addresses, of which none answers.
	if (error instanceof AggregateError && error.errors.length > 0) {
		return systemReason(error.errors[0]);
	}

	const errno = error instanceof Error ? (error as NodeJS.ErrnoException).errno : undefined;
	return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? errorMessage(error);
}

/** `/proc/stat: permission denied`: the same with the file, where the system names one. */
export function systemMessage(error: unknown): string {
	const path = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
	return path === undefined ? systemReason(error) : `${path}: ${systemReason(error)}`;
}
