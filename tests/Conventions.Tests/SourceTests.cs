namespace TypedModels.Tests;

public sealed class SourceTests
{
    private const int MostLines = 400;

    private static readonly string[] s_marks = ["TODO", "HACK", "FIXME", "#region"];

    [Fact]
    public void NoFileLeavesWorkForLater()
    {
        var left = Sources().SelectMany(file => File.ReadLines(file).Index()
            .Where(line => s_marks.Any(mark => line.Item.Contains(mark, StringComparison.Ordinal)))
            .Select(line => $"{Repository.Relative(file)}({line.Index + 1}): {line.Item.Trim()}"));

        Assert.Empty(left);
    }

    [Fact]
    public void NoFileIsTooLongToRead() => Assert.Empty(Sources().Where(file => File.ReadLines(file).Count() > MostLines).Select(Repository.Relative));

    [Fact]
    public void NoFileNamesAPlaceOnSomeonesComputer()
    {
        string[] places = ["/root/", "/home/", "/work/", "/tmp/wt", "C:\\Users"];
        var named = Sources().SelectMany(file => File.ReadLines(file).Index()
            .Where(line => places.Any(place => line.Item.Contains(place, StringComparison.Ordinal)))
            .Select(line => $"{Repository.Relative(file)}({line.Index + 1}): {line.Item.Trim()}"));

        Assert.Empty(named);
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Folder, "TypedModels.sln")).Replace('\\', '/');
        var projects = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.Tests.csproj")).Select(Repository.Relative);

        Assert.All(projects, project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    private static List<string> Sources()
    {
        var files = Repository.Files("src", "*.cs").ToList();
        Assert.True(files.Count > 100, "The sources were not found.");
        return files;
    }
}
