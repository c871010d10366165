import assert from "node:assert/strict";
import { pictureChunks, pictures } from "@/lib/accounts/_profile_keys.ts";
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { findUser } from "@/lib/accounts/find.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import {
  findPictureOf,
  readPicture,
  storePicture,
  sweepPicture,
} from "@/lib/accounts/picture.ts";
import { parsePicture, type PictureFile } from "@/lib/accounts/picture_file.ts";
import type { PictureSize } from "@/lib/accounts/profile_model.ts";
import { NotFound } from "@/lib/errors.ts";
import { list, read } from "@/lib/kv/read.ts";
import { join, onNewServer } from "./_people.ts";
import { bytes, png } from "./_pictures.ts";

const at = { timeZone: "UTC" };

function shape(side: number, padding = 0): PictureFile {
  const picture = parsePicture(png({ width: side, height: side }));
  assert.ok("type" in picture);
  const extra = crypto.getRandomValues(
    new Uint8Array(Math.min(padding, 65_536)),
  );
  const more = Array.from({ length: Math.ceil(padding / 65_536) }, () => extra);
  return { ...picture, bytes: bytes(picture.bytes, ...more) };
}

function wear(user: User, ...shapes: [PictureSize, PictureFile][]) {
  return changeProfile(user, {
    picture: { what: "replace", shapes: new Map(shapes) },
  }, at);
}

async function stored(user: User): Promise<number> {
  let count = 0;
  for await (const _ of list(pictureChunks, [user.id])) count++;
  return count;
}

onNewServer("a picture of a megabyte comes back byte for byte", async () => {
  const { user } = await join("maya");
  const large = shape(100, 900_000);
  const after = await wear(user, [512, large]);
  assert.ok(after.picture);
  const found = await findPictureOf("maya", 512);
  assert.deepEqual(await readPicture(found), large.bytes);
  assert.equal(found.type, "image/png");
  assert.ok(await stored(user) > 15, "in pieces a store takes");
});

onNewServer(
  "each place gets the size it asks for, or the next larger one",
  async () => {
    const { user } = await join("maya");
    await wear(user, [512, shape(100)], [48, shape(48)]);
    assert.equal((await findPictureOf("maya", 48)).size, 48);
    assert.equal((await findPictureOf("maya", 128)).size, 512);
    await wear(user, [512, shape(100)]);
    assert.equal((await findPictureOf("maya", 48)).size, 512);
  },
);

onNewServer(
  "a new picture has a new version everywhere, and the old one is swept up",
  async () => {
    const { user } = await join("maya");
    const first = (await wear(user, [512, shape(100)])).picture!;
    const second = (await wear(user, [512, shape(100)])).picture!;
    assert.notEqual(first, second, "the same bytes, another version");
    assert.equal(profileOf((await findUser(user.id))!).picture, second);
    assert.equal(await stored(user), 2);
    await sweepPicture({
      kind: "sweep-picture",
      user: user.id,
      version: second,
    });
    assert.equal(await stored(user), 2, "the one in use stays");
    await sweepPicture({
      kind: "sweep-picture",
      user: user.id,
      version: first,
    });
    assert.equal(await stored(user), 1);
    await readPicture(await findPictureOf("maya", 512));
  },
);

onNewServer("what was stored and never used is swept up too", async () => {
  const { user } = await join("maya");
  const lost = await storePicture(user.id, new Map([[512, shape(100)]]));
  const { version } = lost;
  await sweepPicture({ kind: "sweep-picture", user: user.id, version });
  assert.equal(await stored(user), 0);
});

onNewServer("taking a picture away brings the initials back", async () => {
  const { user } = await join("maya");
  await wear(user, [512, shape(100)]);
  const after = await changeProfile(user, { picture: { what: "remove" } }, at);
  assert.equal(profileOf(after).picture, null);
  assert.equal(await read(pictures, [user.id]), null);
  await assert.rejects(findPictureOf("maya", 48), NotFound);
});
