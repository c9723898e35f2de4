import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, creationOptions, credentialJSON, requestOptions, textOf } from "../../static/js/passkey-json.js";

test("bytes go to base64url and back, whatever their number", () => {
  for (let length = 0; length < 9; length += 1) {
    const bytes = Uint8Array.from({ length }, (_one, at) => 255 - at * 3);
    const text = textOf(bytes.buffer);
    assert.match(text, /^[\w-]*$/);
    assert.deepEqual(bytesOf(text), bytes);
  }
  assert.equal(textOf(Uint8Array.of(251, 255).buffer), "-_8");
  assert.deepEqual(bytesOf("-_8="), Uint8Array.of(251, 255));
});

test("a passkey is made that signs in by itself", () => {
  const options = creationOptions({
    challenge: "AQ",
    user: { id: "Ag", name: "a@example.org" },
    excludeCredentials: [{ id: "Aw", type: "public-key" }],
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
  assert.deepEqual(options.challenge, Uint8Array.of(1));
  assert.deepEqual(options.user.id, Uint8Array.of(2));
  assert.deepEqual(options.excludeCredentials, [{ id: Uint8Array.of(3), type: "public-key" }]);
  assert.deepEqual(options.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
});

test("a stranger is asked for any passkey", () => {
  const options = requestOptions({ challenge: "AQ", rpId: "localhost" });
  assert.deepEqual(options, { challenge: Uint8Array.of(1), rpId: "localhost", allowCredentials: [] });
});

test("what a passkey answers is sent without what it left out", () => {
  const buffer = Uint8Array.of(1).buffer;
  const response = { clientDataJSON: buffer, authenticatorData: buffer, signature: buffer, userHandle: null };
  const plain = { id: "AQ", type: "public-key", rawId: buffer, response, getClientExtensionResults: () => ({}) };
  const credential = /** @type {PublicKeyCredential} */ (/** @type {unknown} */ (plain));
  assert.deepEqual(credentialJSON(credential), {
    id: "AQ",
    type: "public-key",
    rawId: "AQ",
    response: { clientDataJSON: "AQ", authenticatorData: "AQ", signature: "AQ" },
    clientExtensionResults: {},
  });
});
