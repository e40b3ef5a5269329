/** The subject pattern of all samples. */
export const allSamples = 'mon.*.sample';

/** Returns the subject of a host's samples. */
export function sampleSubject(hostname: string): string {
	return `mon.${subjectToken(hostname)}.sample`;
}

/** Returns a name as one token of a subject: separators, wildcards and invisible characters become underscores. */
export function subjectToken(name: string): string {
	return name.replaceAll(/[\s.*>\p{C}]/gu, '_') || '_';
}
