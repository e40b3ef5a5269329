/**
A user, a password or a name of a URL as it is meant. A percent sign that begins no code stands for itself: people write
passwords into URLs as they are.
*/
export function decodeUrlPart(part: string): string {
	const wellFormed = part.replaceAll(/%(?![\da-f]{2})/gi, '%25');
	try {
		return decodeURIComponent(wellFormed);
	} catch {
		// Codes that are no text.
		return part;
	}
}
