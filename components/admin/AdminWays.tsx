import { AdminWay } from "@/components/admin/AdminWay.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The further pages of the panel, each with what it is for. */
export function AdminWays({ reports }: { reports: number }) {
  const { t } = useReader();
  return (
    <>
      <AdminWay
        title={t("message.reports.title")}
        lead={t("admin.reports.lead", { count: reports })}
        href="/admin/reports"
        link={t("admin.reports.link")}
      />
      <AdminWay
        title={t("emoji.title")}
        lead={t("admin.emoji.lead")}
        href="/admin/emoji"
        link={t("admin.emoji.link")}
      />
      <AdminWay
        title={t("admin.people.title")}
        lead={t("admin.people.lead")}
        href="/admin/people"
        link={t("admin.people.link")}
      />
      <AdminWay
        title={t("admin.providers.title")}
        lead={t("admin.providers.lead")}
        href="/admin/sign-in"
        link={t("admin.providers.link")}
      />
      <AdminWay
        title={t("retention.server.title")}
        lead={t("retention.server.lead")}
        href="/admin/retention"
        link={t("retention.server.link")}
      />
      <AdminWay
        title={t("file.limits.title")}
        lead={t("file.limits.lead")}
        href="/admin/files"
        link={t("file.limits.link")}
      />
      <AdminWay
        title={t("retention.export.title")}
        lead={t("retention.export.lead")}
        href="/admin/export"
        link={t("retention.export.link")}
      />
      <AdminWay
        title={t("admin.mail.title")}
        lead={t("admin.mail.lead")}
        href="/admin/mail"
        link={t("admin.mail.link")}
      />
    </>
  );
}
