/**
Decodes a user name, a password or a name in a URL. A percent sign without a code stands for itself, because people
write passwords into URLs without encoding.
*/
export function decodeUrlPart(part: string): string {
	const wellFormed = part.replaceAll(/%(?![\da-f]{2})/gi, '%25');
	try {
		return decodeURIComponent(wellFormed);
	} catch {
		// The codes are not valid UTF-8.
		return part;
	}
}
