/** What everybody who publishes samples publishes under. */
export const everySample = 'mon.*.sample';

/** The subject of a host's samples. */
export function sampleSubject(hostname: string): string {
	return `mon.${subjectToken(hostname)}.sample`;
}

/** As one token of a subject: what separates tokens, stands for others or cannot be seen becomes an underscore. */
export function subjectToken(name: string): string {
	return name.replaceAll(/[\s.*>\p{C}]/gu, '_') || '_';
}
