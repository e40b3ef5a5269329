import loadYoga from 'original:yoga-layout/binaries/yoga-wasm-base64-esm.js';
import wrapAssembly from 'original:yoga-layout/src/wrapAssembly.js';
import binary from 'original:yoga-layout/yoga.wasm';

/**
Replaces `yoga-layout`, the layout engine of Ink 8.0.0. The original reads its WebAssembly from a `data:` URL with `fetch`,
which loads the HTTP client of Node.js at every start. Here the bytes are part of the bundle.
*/
export default wrapAssembly(
	await loadYoga({
		instantiateWasm(imports, receive) {
			const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), imports);
			receive(instance);
			return instance.exports;
		},
	}),
);

export * from 'original:yoga-layout/src/generated/YGEnums.js';
