import {getSystemErrorMap} from 'node:util';

/** Whether there simply is no such file, as opposed to one that cannot be used. */
export function isMissing(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** `no such file or directory`, `permission denied`: the system's words without codes and calls. */
export function systemReason(error: unknown): string {
	// A name with several addresses, of which none answers.
	if (error instanceof AggregateError && error.errors.length > 0) {
		return systemReason(error.errors[0]);
	}

	const {errno, message} = error as NodeJS.ErrnoException;
	return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? message;
}

/** `/proc/stat: permission denied`: the same with the file, where the system names one. */
export function systemMessage(error: unknown): string {
	const {path} = error as NodeJS.ErrnoException;
	return path === undefined ? systemReason(error) : `${path}: ${systemReason(error)}`;
}
