// What the server says about passkeys in JSON, as the browser wants it, and back: bytes are base64url there.
// Browsers do this themselves by now, but not yet all that people have.

/** @param {string} text base64url, without or with its padding @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer @returns {string} base64url without padding */
export function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {{id: string, type: PublicKeyCredentialType, transports?: AuthenticatorTransport[]}[]} [known] */
const described = (known = []) => known.map((one) => ({ ...one, id: bytesOf(one.id) }));

/**
 * What to make a passkey by: one that is kept on the device or by a password manager, and asks who it is, so that it
 * signs in by itself.
 * @param {any} json the server's `publicKey`
 * @returns {PublicKeyCredentialCreationOptions}
 */
export function creationOptions(json) {
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...json.user, id: bytesOf(json.user.id) },
    excludeCredentials: described(json.excludeCredentials),
    authenticatorSelection: {
      ...json.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

/** @param {any} json the server's `publicKey` @returns {PublicKeyCredentialRequestOptions} */
export function requestOptions(json) {
  return { ...json, challenge: bytesOf(json.challenge), allowCredentials: described(json.allowCredentials) };
}

/**
 * @param {PublicKeyCredential} credential
 * @returns {object} as the server reads it
 */
export function credentialJSON(credential) {
  const { id, type, rawId, response } = credential;
  /** @type {Record<string, unknown>} */
  const answered = { clientDataJSON: textOf(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const part = /** @type {Record<string, ArrayBuffer | null | undefined>} */ (/** @type {unknown} */ (response))[name];
    if (part) answered[name] = textOf(part);
  }
  const clientExtensionResults = credential.getClientExtensionResults();
  return { id, type, rawId: textOf(rawId), response: answered, clientExtensionResults };
}
