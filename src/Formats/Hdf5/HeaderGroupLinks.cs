namespace TypedModels.Formats.Hdf5;

/// <summary>The links of a small group of the newer kind: messages of its header.</summary>
internal sealed class HeaderGroupLinks(ObjectHeader header) : GroupLinks
{
    private const string Structure = "link message";

    /// <inheritdoc/>
    public override IReadOnlyList<GroupLink> All()
    {
        var links = new List<GroupLink>();
        foreach (var message in header.Messages)
        {
            if (message.Type == MessageType.Link)
            {
                links.Add(LinkMessage.Read(header.Fields(message, Structure)));
            }
        }

        return links;
    }

    /// <inheritdoc/>
    public override GroupLink? Find(string name) => All().FirstOrDefault(link => link.Name == name);
}
