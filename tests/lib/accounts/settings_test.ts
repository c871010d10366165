import assert from "node:assert/strict";
import { findAdmission } from "@/lib/accounts/admission.ts";
import { changeAppearance } from "@/lib/accounts/change_appearance.ts";
import { changeLanguage } from "@/lib/accounts/change_language.ts";
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { changePrivacy } from "@/lib/accounts/change_privacy.ts";
import {
  createInvite,
  listInvites,
  parseInvite,
  revokeInvite,
} from "@/lib/accounts/invite.ts";
import {
  findByUsernames,
  findProfiles,
  findUser,
  listProfiles,
} from "@/lib/accounts/find.ts";
import {
  changeServerSettings,
  findServerSettings,
} from "@/lib/accounts/server_settings.ts";
import { findSession } from "@/lib/accounts/session.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { join, onNewServer } from "./_people.ts";

onNewServer(
  "a changed name is seen at once, and found by its new words only",
  async () => {
    const { user, token } = await join("maya");
    const joe = await join("joe");
    const changeName = (name: string) =>
      changeProfile(user, { name, picture: { what: "keep" } }, {
        timeZone: "UTC",
      });
    assert.equal((await findUser(user.id))?.name, "MAYA");
    await changeName("Amina Khalil");
    assert.equal((await findSession(token))?.user.name, "Amina Khalil");
    assert.equal(
      (await findProfiles([user.id])).get(user.id)?.name,
      "Amina Khalil",
    );
    const found = async (query: string) =>
      (await listProfiles(joe.user, query)).map(({ username }) => username);
    assert.deepEqual(await found("khal"), ["maya"]);
    assert.deepEqual(await found("AMINA kh"), ["maya"]);
    assert.deepEqual(await found("amina x"), []);
    assert.deepEqual(await found("may"), ["maya"]);
    await changeName("Somebody Else");
    assert.deepEqual(await found("khal"), []);
    await assert.rejects(changeName("\u202e"), Invalid);
  },
);

onNewServer(
  "listProfiles() finds a prefix among a thousand, twenty at most, without the asker",
  async () => {
    const { user } = await join("maya");
    for (let i = 0; i < 60; i++) await join(`guest${i}`);
    assert.equal((await listProfiles(user, "guest")).length, 20);
    assert.equal((await listProfiles(user, "guest5")).length, 11);
    assert.equal((await listProfiles(user, "guest59")).length, 1);
    assert.deepEqual(await listProfiles(user, "maya"), []);
    assert.equal((await listProfiles(user, "")).length, 20);
    assert.deepEqual(await listProfiles(user, "zz\ud800"), []);
  },
);

onNewServer("findByUsernames() says whom it knows and whom not", async () => {
  const { user } = await join("maya");
  const { found, missing } = await findByUsernames([
    "MAYA",
    "maya",
    "nobody",
    "\ud800",
    "x".repeat(5_000),
    "ﷺ".repeat(100),
  ]);
  assert.deepEqual(found.map(({ id }) => id), [user.id]);
  assert.deepEqual(missing, [
    "nobody",
    "\ud800",
    "x".repeat(5_000),
    "ﷺ".repeat(100),
  ]);
});

onNewServer(
  "theme, language, zone and privacy are kept with the account",
  async () => {
    const { user, token } = await join("maya");
    await changeAppearance(user, "dark");
    await changeLanguage(user, { language: "ar", timeZone: "Asia/Amman" }, [
      "en",
      "ar",
    ]);
    await changePrivacy(user, { shareReceipts: false, shareTyping: true });
    const found = (await findSession(token))?.user;
    assert.equal(found?.theme, "dark");
    assert.equal(found?.language, "ar");
    assert.equal(found?.timeZone, "Asia/Amman");
    assert.equal(found?.shareReceipts, false);
    assert.equal(found?.shareTyping, true);
    await changeLanguage(user, { language: "", timeZone: "" }, ["en"]);
    assert.equal((await findSession(token))?.user.timeZone, null);
    await assert.rejects(changeAppearance(user, "pink"), Invalid);
    await assert.rejects(
      changeLanguage(user, { language: "xx", timeZone: "Mars/North" }, ["en"]),
      (error) =>
        error instanceof Invalid &&
        Object.keys(error.fields).join() === "language,time_zone",
    );
  },
);

onNewServer(
  "only administrators decide for the server, and it counts at once",
  async () => {
    const maya = await join("maya");
    const joe = await join("joe");
    const form = { registration: "closed", editWindow: "15" };
    await assert.rejects(changeServerSettings(joe.user, form), Forbidden);
    assert.deepEqual(await findServerSettings(), {
      registration: null,
      editWindow: null,
    });
    await changeServerSettings(maya.user, form);
    assert.deepEqual(await findServerSettings(), {
      registration: "closed",
      editWindow: 15,
      passkeySignUp: false,
      publicGroups: false,
      linkPreviews: false,
      noGuests: false,
    });
    assert.deepEqual(
      await findAdmission({ registration: "open", invite: "" }),
      { as: "refused", why: "closed" },
    );
    for (
      const wrong of [
        { registration: "maybe", editWindow: "" },
        { registration: "", editWindow: "-1" },
        { registration: "", editWindow: "1.5" },
        { registration: "", editWindow: "9999999" },
      ]
    ) await assert.rejects(changeServerSettings(maya.user, wrong), Invalid);
  },
);

onNewServer(
  "invites are made, listed and taken back by administrators only",
  async () => {
    const maya = await join("maya");
    const joe = await join("joe");
    const draft = parseInvite({ days: " 7", cap: "3" });
    await assert.rejects(createInvite(joe.user, draft), Forbidden);
    await assert.rejects(listInvites(joe.user), Forbidden);
    const invite = await createInvite(maya.user, draft);
    assert.match(invite.code, /^[a-z2-7]{26}$/);
    assert.equal((await listInvites(maya.user)).length, 1);
    const knock = { registration: "invite", invite: invite.code } as const;
    assert.equal((await findAdmission(knock)).as, "member");
    await assert.rejects(revokeInvite(joe.user, invite.code), Forbidden);
    await revokeInvite(maya.user, invite.code);
    assert.deepEqual(await findAdmission(knock), {
      as: "refused",
      why: "spent",
    });
    await assert.rejects(revokeInvite(maya.user, invite.code), NotFound);
    await assert.rejects(revokeInvite(maya.user, "\ud800"), NotFound);
    for (const days of ["", "0", "366", "x", "1e2"]) {
      assert.throws(() => parseInvite({ days, cap: "1" }), Invalid);
    }
  },
);
